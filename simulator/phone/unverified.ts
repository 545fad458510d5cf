/** Something the phone page does as WeChat is believed to do it. */
export interface Assumption {
  assumption: string
  /** Section of facts/wechat-runtime.md, or why there is no source. */
  source: string
  /** What to do on the first real day, in WeChat DevTools and on a phone. */
  check: string
}

/** For docs/unverified.md. */
export const phonePageAssumptions: readonly Assumption[] = [
  {
    assumption:
      'Opening WeChat Pay’s page hides page and App; on the return `success` comes first, then App.onShow (scene 1038), then the page’s onShow.',
    source: 'payscore 7.4; the order of success and onShow is not documented',
    check: 'Log the three on a phone, with 返回商家 and with the back gesture.',
  },
  {
    assumption:
      'The link of an order of goods in WeChat Pay’s order detail closes that page and opens ours alone (reLaunch) after App.onShow with its path, query and scene 1037.',
    source: 'payscore 1.8 names jump_link and no more',
    check: 'Tap the link on a phone, log scene, query and getCurrentPages(), then go back.',
  },
  {
    assumption:
      'A component page runs attached → onLoad → show → ready → onReady; children are ready before parents.',
    source: '4, pitfall 2; the order of attached and onLoad is from developers’ reports',
    check: 'Log the five in a page made with Component().',
  },
  {
    assumption: 'Values in a page’s query reach onLoad still percent-encoded.',
    source: 'developers’ reports',
    check: 'Navigate with %E6%9E%97 in the query and log the options.',
  },
  {
    assumption: 'A page’s styles, WXS and components look the same in exparser as in glass-easel.',
    source: '4, “Known differences”',
    check: 'Open every page in WeChat DevTools beside the phone page; run the e2e tests there.',
  },
  {
    assumption:
      'setData may be called in the same task as often as one likes; there is no second thread whose delay could be seen.',
    source: '4, “Known differences”',
    check: 'Open the pages on a slow phone and watch for flicker.',
  },
]
