/** Asks the local world; undefined when there is no answer, for a panel must not break when a part is missing. */
export async function ask(path: string, body?: unknown): Promise<unknown> {
  try {
    const response = await fetch(
      path,
      body === undefined
        ? {}
        : { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) },
    )
    return response.ok ? ((await response.json()) as unknown) : undefined
  } catch {
    return undefined
  }
}
