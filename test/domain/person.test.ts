import { checkPerson } from '../../miniprogram/domain/person'

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
