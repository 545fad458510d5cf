/**
 * What is known of a call that failed; decides whether money may have moved (design 4.3).
 * - `refused`: WeChat Pay said no in an answer whose signature was verified; nothing changed.
 * - `notSent`: no byte of the request can have left this machine; nothing changed.
 * - `unknown`: anything may have happened; query before believing or repeating.
 */
export type Outcome = 'refused' | 'unknown' | 'notSent'
