import type { SignState } from '#domain/lines/sign-plan'
import { isEnded, judgeSign } from '../../../../cloudfunctions/shared/signs/states'

const ALL: SignState[] = [
  'CREATING',
  'NOT_CREATED',
  'UNSIGNED',
  'SIGNED',
  'COMPLETE',
  'SIGN_PLAN_CANCEL',
  'EXPIRE',
]
const pairs = ALL.flatMap((from) => ALL.map((to) => [from, to] as const)).filter(([from, to]) => from !== to)

it('what is believed already is nothing new, whoever says it', () => {
  for (const state of ALL)
    for (const evidence of ['query', 'answer', 'notification'] as const)
      expect(judgeSign(state, state, evidence)).toBe('same')
})

it.each(pairs)('%s → %s: a notification moves to SIGNED alone, and only forward', (from, to) => {
  const forward = to === 'SIGNED' && (from === 'CREATING' || from === 'UNSIGNED')
  expect(judgeSign(from, to, 'notification')).toBe(forward ? 'forward' : 'ignore')
})

it.each(pairs)('%s → %s: a query is believed, and corrects what was over', (from, to) => {
  const step = judgeSign(from, to, 'query')
  expect(step).not.toBe('ignore')
  if (isEnded(from) && from !== 'NOT_CREATED') expect(step).toBe('correction')
})

it.each(pairs)('%s → %s: an answer only moves forward, and proves no expiry', (from, to) => {
  const step = judgeSign(from, to, 'answer')
  expect(step).not.toBe('correction')
  if (to === 'EXPIRE' || to === 'NOT_CREATED') expect(step).toBe('ignore')
  if (from === 'UNSIGNED' && to === 'SIGN_PLAN_CANCEL') expect(step).toBe('forward')
})
