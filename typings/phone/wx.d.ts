/** What miniprogram-api-typings 5.2.3 lacks. */
declare namespace WechatMiniprogram {
  interface OpenBusinessViewOption {
    /** `wxpayScoreUse`, `wxpayScoreDetail`, `wxpayScorePlan`. */
    businessType: string
    extraData?: Record<string, string>
    queryString?: string
    success?: (result: { extraData?: Record<string, unknown>; errMsg?: string }) => void
    fail?: (error: { errMsg: string; errCode?: number }) => void
    complete?: () => void
  }

  interface Wx {
    /** WeChat Pay's own pages. Absent in old WeChat versions and in the simulator of WeChat DevTools. */
    openBusinessView?: (option: OpenBusinessViewOption) => void
  }
}
