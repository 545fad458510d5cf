import { followOrder } from './following'
import { orderPage } from './order-model'

Page(followOrder({ line: 'payafter', shownOf: orderPage }))
