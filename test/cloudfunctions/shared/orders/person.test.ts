import { checkPerson, PERSON_LABELS } from '../../../../miniprogram/domain/person'
import { personFor } from '../../../../cloudfunctions/shared/orders/person'

const good = {
  name: '欧阳·娜 Li.',
  phone: '13800000000',
  userid: '11010519491231002X',
  address: '学院路 1 号',
}
const ALL = ['name', 'phone', 'userid', 'address'] as const

it('what an offer asks for is taken, trimmed, and nothing else', () => {
  const sent = { ...good, name: ` ${good.name} `, userid: good.userid.toLowerCase() }
  expect(personFor(ALL, sent)).toEqual(good)
  expect(personFor(['phone'], sent)).toEqual({ phone: good.phone })
  expect(personFor([], undefined)).toEqual({})
})

it.each([
  ['name', ['', ' ', 'a1', '张\n三', '张'.repeat(33), 'x<'], ['张', '张'.repeat(32)]],
  ['phone', ['23800000000', '1380000000', '138000000000', 'a13800000000', '１3800000000'], ['19999999999']],
  ['userid', ['11010519491231002', '11010519491231002Y', '011010519491231002X'], ['110105194912310020']],
  ['address', ['三个字', '路'.repeat(61), '学院路\u0000一号'], ['四个字的', '路'.repeat(60)]],
] as const)('%s must have its form', (field, bad, fine) => {
  for (const value of fine) expect(personFor([field], { [field]: value })).toEqual({ [field]: value })
  for (const value of bad)
    expect(() => personFor([field], { [field]: value })).toThrow(
      expect.objectContaining({ code: 'PERSON_REQUIRED' }) as Error,
    )
})

it('every field that is missing or malformed is named, with what to do and without its value', () => {
  try {
    personFor(ALL, { ...good, phone: '123', address: '' })
    throw new Error('taken')
  } catch (error) {
    expect(error).toMatchObject({
      code: 'PERSON_REQUIRED',
      details: {
        problems: [
          { field: 'phone', problem: expect.stringContaining('11 位') as string },
          { field: 'address', problem: expect.stringContaining('4 到 60 字') as string },
        ],
      },
    })
    expect(JSON.stringify(error)).not.toContain('123')
  }
})

it('the longest that a page lets somebody type is taken', () => {
  const longest = {
    name: '林'.repeat(PERSON_LABELS.name.limit),
    address: '路'.repeat(PERSON_LABELS.address.limit),
  }
  const asks = (['name', 'address'] as const).map((field) => ({ field, why: '' }))
  expect(checkPerson(asks, longest).problems).toEqual({})
  expect(personFor(['name', 'address'], longest)).toEqual(longest)
})
