import { type Fields } from '../fields'
import { startRule, timeRule } from '../orders/times'
import { present } from '../present'
import { type Device, type Location, type TimeRange } from './order'

/** Reads `time_range`; its beginning is required by create alone. */
export function readTimeRange(fields: Fields): TimeRange {
  if (!fields.has('time_range')) return {}
  const range = fields.object('time_range')
  return present({
    start_time: range.optionalText('start_time', startRule),
    start_time_remark: range.optionalText('start_time_remark', { max: 20 }),
    end_time: range.optionalText('end_time', timeRule),
    end_time_remark: range.optionalText('end_time_remark', { max: 20 }),
  })
}

/** Reads `location` and `device`, both optional. */
export function readPlaces(fields: Fields): { readonly location?: Location; readonly device?: Device } {
  const location = fields.has('location') ? fields.object('location') : undefined
  const device = fields.has('device') ? fields.object('device') : undefined
  return present({
    location:
      location &&
      present({
        start_location: location.optionalText('start_location', { max: 20 }),
        end_location: location.optionalText('end_location', { max: 20 }),
      }),
    device:
      device &&
      present({
        start_device_id: device.optionalText('start_device_id', { max: 50 }),
        end_device_id: device.optionalText('end_device_id', { max: 50 }),
        materiel_no: device.optionalText('materiel_no', { max: 100 }),
      }),
  })
}
