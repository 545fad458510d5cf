import type { Story } from './story'

/** Does something once, just after WeChat Pay answered the next request whose method and path fit; its function hears the answer later. */
export function justAfter(story: Story, method: string, path: string, act: () => unknown): void {
  justAt(story, 'after', method, path, act)
}

/** Does something once, just before the next request to WeChat Pay whose method and path fit leaves; its function waits. */
export function justBefore(story: Story, method: string, path: string, act: () => unknown): void {
  justAt(story, 'before', method, path, act)
}

function justAt(
  story: Story,
  phase: 'before' | 'after',
  method: string,
  path: string,
  act: () => unknown,
): void {
  const stop = story.world.cloudbase.watchOutgoing(async (event): Promise<'continue'> => {
    if (event.phase === phase && event.method === method && event.path.includes(path)) {
      stop()
      await act()
    }
    return 'continue'
  })
}
