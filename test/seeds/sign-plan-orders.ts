import { seedFields, type SeedFields } from './known'

/** The fields of seed 004 (create the service order of a signed plan's detail), for machines without the seeds. */
const known = [
  ...[
    'service_id',
    'sign_plan_id',
    'plan_detail_no',
    'appid',
    'openid',
    'notify_url',
    'service_introduction',
  ],
  ...['time_range', 'time_range.start_time', 'time_range.end_time', 'time_range.start_time_remark'],
  'time_range.end_time_remark',
  ...['location', 'location.start_location', 'location.end_location'],
  ...['attach', 'out_trade_no'],
]

/** The field list of seed 004. */
export const signPlanOrderFields = (): SeedFields => seedFields('004', known)
