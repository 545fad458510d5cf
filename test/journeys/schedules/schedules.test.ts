import { Dice } from '../../long/dice'
import { readScript } from './move'
import type { Plot } from './plot'
import { PLOTS } from './plots'
import { playAll, playSome } from './sweep'
import { Theatre } from './theatre'

/**
 * People, notifications and the timer race for one order, in schedules with at most two preemptions and at most one fault.
 * `SCHEDULES=all` plays all of them, `SCHEDULE='<text>'` the one that a failure printed, `SCHEDULES_SEED` picks others and
 * `SCHEDULES_EACH` says how many of each.
 */
const ALL = process.env['SCHEDULES'] === 'all'
const ONE = process.env['SCHEDULE']
const SEED = Number(process.env['SCHEDULES_SEED'] ?? 20261120)
const EACH = Number(process.env['SCHEDULES_EACH'] ?? 2)

const plotOf = (name: string) => {
  const plot = PLOTS.find((one) => one.name === name)
  if (!plot) throw new Error(`There is no story "${name}".`)
  return plot
}

const theatres = new Map<string, Promise<Theatre>>()
/** One world for the plots of a protocol, opened by the first of them. */
function theatreOf({ protocol }: Plot): Promise<Theatre> {
  const name = protocol ?? 'the product of the tests'
  const theatre = theatres.get(name) ?? Theatre.open(protocol)
  theatres.set(name, theatre)
  return theatre
}
afterAll(async () => {
  for (const theatre of theatres.values()) await (await theatre).close()
})

const replay = async (text: string) => {
  const script = readScript(text)
  const plot = plotOf(script.story)
  return (await theatreOf(plot)).play(plot, script)
}

if (ONE !== undefined)
  it('plays one schedule', async () => {
    const { text, trace, wrong } = await replay(ONE)
    // eslint-disable-next-line no-console -- what one asked for
    console.log([text, ...trace].join('\n'))
    expect(wrong).toEqual([])
  })
else {
  describe('both sides agree after every schedule of', () => {
    let total = 0
    it.each(PLOTS.map(({ name }) => name))(
      '%s',
      async (name) => {
        const dice = new Dice(SEED + name.length)
        const pick = (below: number): number => Math.floor(dice.next() * below)
        const plot = plotOf(name)
        const theatre = await theatreOf(plot)
        const { played, failures } = ALL
          ? await playAll(theatre, plot)
          : await playSome(theatre, plot, EACH, pick)
        total += played
        // eslint-disable-next-line no-console -- the figure that this test exists for
        console.log(
          `${name}: ${played} schedules${ALL ? ', all of them' : `, seed ${SEED}`}; ${total} so far`,
        )
        if (failures.length > 0)
          throw new Error(
            `${failures.length} of ${played} schedules fail; replay one: SCHEDULE='<its first line>' npx jest test/journeys/schedules\n${failures.slice(0, 5).join('\n')}`,
          )
      },
      ALL ? 86_400_000 : 60_000,
    )
  })

  it.each([
    'cancel+cancel+confirm | normal | cancel*2 confirm cancel end*2 cancel!dies',
    'reconcile+reconcile | normal | first*3 time second*3 first*2',
    'confirm+complete+deduction | reordered | confirm complete*5 deduction notify1 complete',
  ])('the same schedule makes the same requests: %s', async (text) => {
    const first = await replay(text)
    const second = await replay(first.text)
    expect(second.trace).toEqual(first.trace)
    expect(second.text).toBe(first.text)
    expect([...first.wrong, ...second.wrong]).toEqual([])
  })
}
