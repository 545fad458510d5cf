import { type Listed, listedFields } from './listed'

/** The fields of seed 004 (create the service order of a session), for machines without the seeds. */
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
  ...['location', 'location.start_location', 'location.end_location', 'attach', 'out_trade_no'],
]

/** The field list of seed 004. */
export const signPlanFields = (): Listed => listedFields('004_', known)

/**
 * What a session's request may not hold, or not together, in words that a client and the sandbox have in common: each
 * side makes it of its own good request and must refuse it.
 */
export const forbiddenInSession = [
  'nobody',
  'two users',
  'sub_openid without sub_appid',
  'another user than the one who signed',
  'another number than the session’s own',
  'a session that the plan does not have',
  'a session before its turn',
  'a plan that nobody signed',
  'a plan that does not exist',
  'no beginning',
  'an end before the beginning',
  'an address for notifications with a query',
  'an attach of 257 characters',
  'another app',
  'a service for something else',
  'a shop that is not bound',
] as const

export type ForbiddenInSession = (typeof forbiddenInSession)[number]
