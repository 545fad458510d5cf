import { constants, publicEncrypt } from 'node:crypto'
import { Rsa } from 'wechatpay-axios-plugin'
import { encryptPersonal } from '../cloudfunctions/shared/wechatpay/personal'
import { PERSON, platform, platformPem } from './merchant'
import type { Race } from './rounds'

const values = Object.values(PERSON)
const options = { padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha1' }

/** Name, phone, id number and address, each by RSA-OAEP. */
export const personal: Race = {
  name: 'OAEP of four fields',
  rows: [
    { name: 'payscore-miniprogram', run: () => encryptPersonal(PERSON, platform.publicKey) },
    {
      name: 'bare node:crypto, cached key',
      run: () =>
        values.map((value) =>
          publicEncrypt({ key: platform.publicKey, ...options }, Buffer.from(value)).toString('base64'),
        ),
    },
    {
      name: 'wechatpay-axios-plugin',
      run: () => values.map((value) => Rsa.encrypt(value, platform.publicKey)),
    },
    {
      name: 'wechatpay-node-v3 (PEM each time)',
      run: () =>
        values.map((value) =>
          publicEncrypt({ key: platformPem, ...options }, Buffer.from(value)).toString('base64'),
        ),
    },
  ],
  goals: [{ row: 'payscore-miniprogram', against: 'bare node:crypto, cached key', atLeast: 0.97 }],
}
