type Listener = (...args: unknown[]) => void

/** One end of the event channel between a page and the page it opened. */
export interface EventChannel {
  on(name: string, listener: Listener): void
  once(name: string, listener: Listener): void
  off(name: string, listener?: Listener): void
  emit(name: string, ...args: unknown[]): void
}

class Listeners {
  private readonly all = new Map<string, Listener[]>()

  add(name: string, listener: Listener): void {
    this.all.set(name, [...(this.all.get(name) ?? []), listener])
  }

  remove(name: string, listener?: Listener): void {
    this.all.set(name, listener ? (this.all.get(name) ?? []).filter((one) => one !== listener) : [])
  }

  fire(name: string, args: unknown[]): void {
    for (const listener of this.all.get(name) ?? []) listener(...args)
  }
}

/** Two ends: what one emits, the other hears. */
export function createChannel(): [EventChannel, EventChannel] {
  const [a, b] = [new Listeners(), new Listeners()]
  return [end(a, b), end(b, a)]
}

const end = (own: Listeners, other: Listeners): EventChannel => ({
  on: (name, listener) => own.add(name, listener),
  once(name, listener) {
    const once: Listener = (...args) => {
      own.remove(name, once)
      listener(...args)
    }
    own.add(name, once)
  },
  off: (name, listener) => own.remove(name, listener),
  emit: (name, ...args) => other.fire(name, args),
})
