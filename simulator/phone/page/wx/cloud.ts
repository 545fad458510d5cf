import { type Phone } from '../runtime/phone'
import { type Api, asyncApi, textOption, WxFailure } from './async-api'
import { notImplemented } from './not-implemented'
import { callLocal, callName } from './request'

/** wx.cloud: init and callFunction, over the same local world that `wx.request` reaches. */
export function cloud({ meters }: Phone): Api {
  let initialised = false
  const callFunction = asyncApi('cloud.callFunction', async ({ name, data }) => {
    if (!initialised)
      throw new WxFailure('Cloud API isn’t enabled, please call wx.cloud.init first', { errCode: -601002 })
    const functionName = textOption(name)
    meters.request(functionName)
    const answer = await meters.wait(callName(functionName, data), callLocal(functionName, data ?? {}))
    const body = answer.data as {
      result?: unknown
      errMsg?: unknown
      errCode?: unknown
      message?: unknown
    } | null
    if (answer.statusCode !== 200 || body?.errCode !== undefined)
      throw new WxFailure(textOption(body?.errMsg ?? body?.message ?? `HTTP ${answer.statusCode}`), {
        errCode: body?.errCode ?? -1,
      })
    return { result: body?.result, requestID: '' }
  })
  return {
    cloud: notImplemented('wx.cloud', {
      init() {
        initialised = true
      },
      callFunction,
    }),
  }
}
