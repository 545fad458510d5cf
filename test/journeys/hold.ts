import type { Story } from './story'

/** Does something once, just before the next request to WeChat Pay whose method and path fit leaves; its function waits. */
export function justBefore(story: Story, method: string, path: string, act: () => unknown): void {
  const stop = story.world.cloudbase.watchOutgoing(async (event): Promise<'continue'> => {
    if (event.phase === 'before' && event.method === method && event.path.includes(path)) {
      stop()
      await act()
    }
    return 'continue'
  })
}
