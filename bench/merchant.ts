import { createHash, generateKeyPairSync, randomBytes } from 'node:crypto'
import {
  createKeyring,
  type PrepareContext,
  type PreparedCall,
  prepareCreate,
} from '../cloudfunctions/shared/wechatpay'

const pair = () => generateKeyPairSync('rsa', { modulusLength: 2048 })

/** Made for one run. Peers that parse PEM on every call get PEM; whoever can cache gets key objects. */
export const merchant = pair()
export const platform = pair()
export const merchantPem = merchant.privateKey.export({ format: 'pem', type: 'pkcs8' }).toString()
export const platformPem = platform.publicKey.export({ format: 'pem', type: 'spki' }).toString()
export const platformPrivatePem = platform.privateKey.export({ format: 'pem', type: 'pkcs8' }).toString()
export const apiV3Key = createHash('md5').update(randomBytes(16)).digest('hex')
export const MCHID = '1900000109'
export const SERIAL = '3A5C7E9011223344556677889900AABBCCDDEEFF'
export const PUBLIC_KEY_ID = 'PUB_KEY_ID_0110000000000000000000000001'
export const keyring = createKeyring([{ serial: PUBLIC_KEY_ID, publicKey: platform.publicKey }])
export const context: PrepareContext = { keyring, clock: Date.now }
export const PERSON = {
  name: '王小明',
  phone: '13800138000',
  userid: '11010519491231002X',
  address: '深圳市南山区科技园',
}

/** An order with fees and discounts, about 1 KB. */
export const call: PreparedCall = prepareCreate(
  {
    appid: 'wxd678efh567hg6787',
    out_order_no: '0a1b2c3d4e5f60718293a4b5_1',
    service_id: '500001',
    service_start_time: 'OnAccept',
    service_start_location: '深圳湾万象城一楼服务台',
    service_introduction: '海景双床房两晚',
    fees: Array.from({ length: 8 }, (_, i) => ({
      fee_name: `第 ${i + 1} 项费用`,
      fee_count: 1,
      fee_amount: 1000,
      fee_desc: '含早餐，离店后按实际使用结算',
    })),
    discounts: [{ discount_name: '会员立减', discount_desc: '不与其他优惠叠加' }],
    risk_amount: 99000,
    need_user_confirm: true,
  },
  context,
)
export const order = JSON.parse(call.body) as Record<string, unknown>
