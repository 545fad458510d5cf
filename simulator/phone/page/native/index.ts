import { type NativeTag } from '../engine/types'
import { button } from './button'
import { checkbox, checkboxGroup, label, radio, radioGroup, switchTag } from './choice'
import { form } from './form'
import { image } from './image'
import { navigator } from './navigator'
import { pageMeta } from './page-meta'
import { picker } from './picker'
import { richText } from './rich-text'
import { scrollView } from './scroll-view'
import { slider } from './slider'
import { swiper, swiperItem } from './swiper'
import { input, textarea } from './text-input'
import { icon, progress, rootPortal, textTag, view } from './view'

/** The native tags, by the name they have in WXML. compile/native-tags.ts lists the same names. */
export const nativeTags: Record<string, NativeTag> = {
  view,
  text: textTag,
  button,
  image,
  icon,
  'rich-text': richText,
  progress,
  'scroll-view': scrollView,
  swiper,
  'swiper-item': swiperItem,
  'root-portal': rootPortal,
  'page-meta': pageMeta,
  navigator,
  form,
  label,
  input,
  textarea,
  checkbox,
  'checkbox-group': checkboxGroup,
  radio,
  'radio-group': radioGroup,
  switch: switchTag,
  slider,
  picker,
}
