/** Nothing yet: the local world and its phone are started here. */
export default function setup(): void {
  // Filled when the first end-to-end test lands.
}
