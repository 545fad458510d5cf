import { currentPerson } from '../runtime/person'
import { type Phone } from '../runtime/phone'
import { openOtherProgram, type Returned } from '../shell/other-program'
import { showModal } from '../shell/dialog'
import { type Api, asyncApis, textOption, WxFailure } from './async-api'

/** WeChat Pay Score's own mini-program (facts/payscore.md 7.1). */
const PAY_SCORE_APPID = 'wxd8f3793ea3b935b8'
/** A mini-program comes back from another one, or is opened by it. */
const SCENE_RETURNED = 1038
const SCENE_OPENED = 1037

/** businessType, or the old mini-program's path → the sandbox's page. */
const PAGES: Record<string, string> = {
  wxpayScoreUse: 'use',
  wxpayScoreDetail: 'detail',
  wxpayScorePlan: 'plan',
  wxpayScoreEnable: 'enable',
  'pages/use/use': 'use',
  'pages/record/detail': 'detail',
  'pages/use/enable': 'enable',
}

/** The two ways to WeChat Pay Score's pages; what opens is the sandbox's own page. */
export function payScore(phone: Phone): Api {
  const visit = async (kind: string, query: Record<string, unknown>): Promise<Returned> => {
    const page = PAGES[kind]
    if (page === undefined) throw new WxFailure(`invalid businessType "${kind}"`, { errCode: -4 })
    const fields = { ...query, openid: currentPerson().openid }
    const search = new URLSearchParams(Object.entries(fields).map(([key, value]) => [key, textOption(value)]))
    phone.application.hide()
    phone.pages.setVisible(false)
    return phone.meters.wait(
      '微信支付分',
      openOtherProgram(phone.shell.overlay, '微信支付分', `/sandbox/pages/${page}?${search.toString()}`),
    )
  }
  const comeBack = ({ extraData, path }: Returned): void => {
    if (path !== undefined) {
      enter(`/${path.replace(/^\//, '')}`)
      return
    }
    const { top } = phone.pages
    phone.application.show({
      path: top?.path ?? '',
      query: top?.query ?? {},
      scene: SCENE_RETURNED,
      referrerInfo: { appId: PAY_SCORE_APPID, ...(extraData && { extraData }) },
    })
    phone.pages.setVisible(true)
  }
  /** The app is shown with the page that was asked for, all others are gone. */
  const enter = (url: string): void => {
    try {
      const target = phone.pages.target(url)
      const referrerInfo = { appId: PAY_SCORE_APPID }
      phone.application.show({ ...target, scene: SCENE_OPENED, referrerInfo })
      phone.pages.reLaunch(url)
    } catch (error) {
      phone.report(error)
      comeBack({})
    }
  }

  return asyncApis({
    async openBusinessView({ businessType, extraData }) {
      const query = { businessType, ...(extraData as object | undefined) }
      const returned = await visit(textOption(businessType), query)
      setTimeout(() => comeBack(returned), 0)
      return { extraData: returned.extraData ?? {} }
    },
    async navigateToMiniProgram({ appId, path, extraData, shortLink }) {
      if (appId !== PAY_SCORE_APPID || shortLink !== undefined) {
        const answer = await confirmLeaving(phone, textOption(appId ?? shortLink))
        if (!answer) throw new WxFailure('cancel')
        throw new WxFailure('the phone page has no other mini-program')
      }
      const [page = '', search = ''] = textOption(path).replace(/^\//, '').split('?', 2)
      const query = {
        ...Object.fromEntries(new URLSearchParams(search)),
        ...(extraData as object | undefined),
      }
      // The other program opens, this call ends; what happens there arrives with onShow.
      void visit(page, query).then(comeBack, phone.report)
    },
  })
}

const confirmLeaving = async (phone: Phone, target: string): Promise<boolean> =>
  (
    await showModal(phone.shell.overlay, {
      title: '即将打开其他小程序',
      content: target,
      showCancel: true,
      cancelText: '取消',
      confirmText: '允许',
      editable: false,
      placeholder: '',
    })
  ).confirm
