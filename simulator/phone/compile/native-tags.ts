/**
 * The native tags that the phone page can draw. page/native/ defines each of them (a test compares the lists); any
 * other tag must be a component, otherwise the compile step refuses it.
 */
export const NATIVE_TAGS: readonly string[] = [
  'view',
  'text',
  'button',
  'image',
  'icon',
  'rich-text',
  'progress',
  'scroll-view',
  'swiper',
  'swiper-item',
  'root-portal',
  'page-meta',
  'navigator',
  'form',
  'label',
  'input',
  'textarea',
  'checkbox',
  'checkbox-group',
  'radio',
  'radio-group',
  'switch',
  'slider',
  'picker',
]

/** Tags of the template language itself. */
export const SYNTAX_TAGS: readonly string[] = ['block', 'template', 'import', 'include', 'slot', 'wxs']
