let views: HTMLElement | undefined

/** Names the element whose top left corner is 0, 0 of a page: what lies below the navigation bar. */
export const setPageArea = (element: HTMLElement): void => {
  views = element
}

/** Where a page's coordinates start in the browser's viewport. */
export function pageOrigin(): { x: number; y: number } {
  const rect = views?.getBoundingClientRect()
  return { x: rect?.x ?? 0, y: rect?.y ?? 0 }
}

/** Size of the page area in CSS pixels. */
export const pageSize = (): { width: number; height: number } => ({
  width: views?.clientWidth ?? window.innerWidth,
  height: views?.clientHeight ?? window.innerHeight,
})
