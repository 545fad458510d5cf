import { checkPerson, PERSON_LABELS } from '../../miniprogram/domain/person'

const asks = [
  { field: 'name' as const, why: '' },
  { field: 'phone' as const, why: '' },
  { field: 'userid' as const, why: '' },
  { field: 'address' as const, why: '' },
]
/** The standard's own example number (GB 11643-1999); it belongs to nobody. */
const EXAMPLE_ID = '11010519491231002X'

describe('personal data', () => {
  it('takes good data, trimmed', () => {
    const typed = {
      name: ' 林晓 ',
      phone: '13800000000',
      userid: EXAMPLE_ID,
      address: '杭州市西湖区某路 1 号',
    }
    expect(checkPerson(asks, typed)).toEqual({ person: { ...typed, name: '林晓' }, problems: {} })
  })

  it('names every missing field, and nothing that was not asked for', () => {
    expect(Object.keys(checkPerson(asks, {}).problems)).toEqual(['name', 'phone', 'userid', 'address'])
    expect(checkPerson([], { name: '林晓' })).toEqual({ person: {}, problems: {} })
  })

  it.each([
    ['phone', '23800000000'],
    ['phone', '1380000000'],
    ['userid', '110105194912310021'],
    ['userid', '1101051949123100'],
    ['name', '林'],
    ['address', '杭州'],
  ] as const)('refuses %s %s', (field, value) => {
    expect(Object.keys(checkPerson([{ field, why: '' }], { [field]: value }).problems)).toEqual([field])
  })
})

describe('the limits of personal data', () => {
  const good = (field: 'name' | 'phone' | 'userid' | 'address', value: string): boolean =>
    !(field in checkPerson([{ field, why: '' }], { [field]: value }).problems)

  it.each([
    ['name', ['林晓', '林'.repeat(32)], ['林', '林'.repeat(33)]],
    ['phone', ['13800000000'], ['a13800000000', '138000000000', '03800000000']],
    [
      'userid',
      [EXAMPLE_ID, EXAMPLE_ID.toLowerCase(), '110105194912310038', '440524188001010014'],
      [`1${EXAMPLE_ID}`, `${EXAMPLE_ID}1`, '11010519491231003A'],
    ],
    ['address', ['一二三四五', '路'.repeat(60)], ['一二三四', '路'.repeat(61)]],
  ] as const)('%s', (field, fine, wrong) => {
    for (const value of fine) expect(good(field, value)).toBe(true)
    for (const value of wrong) expect(good(field, value)).toBe(false)
  })

  it('stand in the form, with the keyboard that types them', () => {
    const shown = Object.entries(PERSON_LABELS).map(([field, { keyboard, limit }]) => [
      field,
      keyboard,
      limit,
    ])
    expect(shown).toEqual([
      ['name', 'text', 32],
      ['phone', 'number', 11],
      ['userid', 'idcard', 18],
      ['address', 'text', 60],
    ])
    for (const { label, placeholder } of Object.values(PERSON_LABELS))
      expect(label && placeholder).toBeTruthy()
  })

  it('are told field by field', () => {
    const { problems } = checkPerson(asks, {})
    expect(problems.phone).toContain('11 位')
    expect(problems.userid).toContain('18 位')
    expect(problems.name).toContain('姓名')
    expect(problems.address).toContain('地址')
  })
})
