import { type CloudBaseEvent, type DatabaseEvent, type FunctionEvent, type LogEvent } from './events'

const kept = 200

/** The latest calls, database requests and log lines, for the panel. */
export class History {
  readonly calls: FunctionEvent[] = []
  readonly requests: DatabaseEvent[] = []
  readonly logs: LogEvent[] = []

  keep(event: CloudBaseEvent): void {
    if (event.kind === 'function') push(this.calls, event)
    else if (event.kind === 'database') push(this.requests, event)
    else if (event.kind === 'log') push(this.logs, event)
  }
}

function push<T>(list: T[], item: T): void {
  list.push(item)
  if (list.length > kept) list.splice(0, list.length - kept)
}
