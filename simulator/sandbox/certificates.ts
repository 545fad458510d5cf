import { X509Certificate } from 'node:crypto'
import { toRfc3339 } from './beijing-time'
import { seal } from './encryption'
import { ApiFailure } from './failure'
import { type Operation } from './protocol'
import { type World } from './world'

/** `GET /v3/certificates`: the platform certificate, encrypted with the APIv3 key (facts 5.3). */
export function certificates(world: World): Operation {
  return {
    method: 'GET',
    path: '/v3/certificates',
    name: 'certificates',
    handle: () => {
      if (world.switches().certificatesDownload === 'refused') {
        throw new ApiFailure(404, 'RESOURCE_NOT_EXISTS', '无可用的平台证书，请使用微信支付公钥')
      }
      const { certificate, certificateSerial, apiV3Key } = world.keyring.keys
      const parsed = new X509Certificate(certificate)
      const entry = {
        serial_no: certificateSerial,
        effective_time: toRfc3339(Date.parse(parsed.validFrom)),
        expire_time: toRfc3339(Date.parse(parsed.validTo)),
        encrypt_certificate: seal(apiV3Key, certificate, 'certificate'),
      }
      return { status: 200, body: { data: [entry] } }
    },
  }
}
