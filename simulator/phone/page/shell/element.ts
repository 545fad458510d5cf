type Child = Node | string | null | undefined

/** Makes an element: `make('p', 'weui-toast__content', 'text')`. */
export function make<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  className = '',
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag)
  if (className !== '') element.className = className
  element.append(...children.filter((child) => child !== null && child !== undefined))
  return element
}

/** A button-like element that can be found by its `data-action`. */
export function action(className: string, label: string, name: string, run: () => void): HTMLButtonElement {
  const button = make('button', className, label)
  button.type = 'button'
  button.dataset.action = name
  button.onclick = run
  return button
}

/**
 * A touch makes the browser send a click some milliseconds later to whatever then lies under the finger: a dialog that
 * appeared in between would confirm itself. A click counts only where its touch began.
 */
export function refuseGhostClicks(): void {
  let began: EventTarget | null = null
  document.addEventListener(
    'pointerdown',
    (event) => {
      began = event.target
    },
    true,
  )
  document.addEventListener(
    'click',
    (event) => {
      const from = began
      began = null
      if (!(from instanceof Node) || !(event.target instanceof Node)) return
      if (from.contains(event.target) || event.target.contains(from)) return
      event.stopImmediatePropagation()
      event.preventDefault()
    },
    true,
  )
}
