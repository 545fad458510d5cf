/**
 * 商家唯一需要修改的文件。改完保存，在微信开发者工具里重新编译即可。
 * 密钥、商户号等保密内容不写在这里，它们是云函数的环境变量，见 README。
 */
export interface Settings {
  world: 'local' | 'cloud'
  localUrl: string
  env: string
  brandLine: string
  brandIcon: string
  supportPhone: string
}

export const settings: Settings = {
  // 'local'：连接本机的演示环境（先在电脑上运行 npm start），不需要任何账号，只能在开发者工具里使用。
  // 'cloud'：连接您自己的云开发环境，上传体验版、正式版之前必须改成 'cloud'。
  world: 'local',

  // 本机演示环境的地址，npm start 会打印出来。world 为 'cloud' 时不使用。
  localUrl: 'http://127.0.0.1:8080',

  // 云开发环境 ID，在微信开发者工具「云开发」控制台的首页复制，例如 'shop-3gabc1de23f4'。
  env: '',

  // 按钮下方的品牌标语。数字以微信支付分给您的服务分配的门槛为准，请勿改动「微信支付分」字样。
  brandLine: '微信支付分｜550分及以上优享',

  // 品牌图标：把官方下载的图标放进 miniprogram/images/，在这里填 '/images/文件名.png'；留空则只显示文字。
  brandIcon: '',

  // 客服电话；留空时使用每项服务自己登记的商家电话。
  supportPhone: '',
}
