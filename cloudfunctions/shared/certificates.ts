import type { Clock, Moment } from '#domain/period'
import type { NotifyConfig } from './config'
import type { Store } from './store'
import {
  certificateKey,
  certificatesKeyring,
  createKeyring,
  type Keyring,
  type PayClient,
  type PlatformCertificate,
  type PlatformKey,
  prepareCertificates,
  readCertificates,
} from './wechatpay'

/** A platform certificate in the database; it never changes. Not a secret. */
interface CertificateDocument extends PlatformCertificate {
  _id: string
  schema: 1
}

/** What is known about fetching; 0 = never. */
interface StatusDocument {
  _id: typeof STATUS_ID
  schema: 1
  version: number
  /** When WeChat Pay was asked last, and when it last answered. */
  triedAt: Moment
  fetchedAt: Moment
  /** When a notification last came with a serial that is not stored. */
  wantedAt: Moment
}

const STATUS_ID = 'status'
/** New certificates appear days before they sign; asking twice a day is plenty (facts: payscore 5.3). */
const FETCH_EVERY = 12 * 60 * 60 * 1000
/** Not sooner than this after the last try, whatever it brought: anyone can name an unknown serial. */
const TRY_EVERY = 10 * 60 * 1000
/** How long an instance believes that it knows all certificates. */
const REMEMBER = 60 * 60 * 1000
/** An instance looks for certificates that it does not know at most this often, however many different ones are named. */
const LOOK_EVERY = 60 * 1000

let known: { keys: PlatformKey[]; at: Moment } | undefined
let lookedAt: Moment | undefined

/** Forgets what this instance remembers of the database. For tests. */
export function forgetCertificates(): void {
  known = undefined
  lookedAt = undefined
}

/** Reads all certificates that are valid, and what is known about fetching. */
async function readStored(
  store: Store,
  now: Moment,
): Promise<{ keys: PlatformKey[]; status: StatusDocument | undefined }> {
  const found = await store.find<CertificateDocument | StatusDocument>('certificates', {
    where: {},
    limit: 100,
  })
  const keys = found.flatMap((one) => ('pem' in one && now < one.expiresAt ? [certificateKey(one)] : []))
  if (keys.length > 0) known = { keys, at: now }
  return { keys, status: found.find((one): one is StatusDocument => !('pem' in one)) }
}

async function storedKeys(store: Store, now: Moment): Promise<PlatformKey[]> {
  if (known && Math.abs(now - known.at) < REMEMBER) return known.keys
  return (await readStored(store, now)).keys
}

/**
 * The keys for calling WeChat Pay. In public-key mode they come from the settings alone, without a look into the database:
 * our calls name that key, so the answers are signed with it (facts: payscore 5.3).
 */
export async function loadKeyring(
  store: Store,
  config: Pick<NotifyConfig, 'publicKeys'>,
  clock: Clock,
): Promise<Keyring> {
  if (config.publicKeys.length > 0) return createKeyring(config.publicKeys)
  return createKeyring(await storedKeys(store, clock()))
}

/**
 * The keyring with the stored certificate of this serial, for a notification that no configured key signed.
 * One that is missing is marked as wanted, for `refreshCertificates`. Anyone can invent serials, so whatever is named, the
 * database is asked once a minute; a certificate that this instance knows is found without asking.
 * @returns `undefined` when it is not stored
 */
export async function findCertificate(
  store: Store,
  serial: string,
  now: Moment,
): Promise<Keyring | undefined> {
  const held = (keys: readonly PlatformKey[]) => keys.filter((key) => key.serial === serial)
  const remembered = held(known?.keys ?? [])
  if (remembered.length > 0) return createKeyring(remembered)
  if (lookedAt !== undefined && Math.abs(now - lookedAt) < LOOK_EVERY) return undefined
  lookedAt = now
  const { keys, status } = await readStored(store, now)
  const found = held(keys)
  if (found.length > 0) return createKeyring(found)
  await storeStatus(store, status, (before) =>
    before.wantedAt > before.fetchedAt ? before : { ...before, wantedAt: now },
  )
  return undefined
}

const UNTRIED: StatusDocument = {
  _id: STATUS_ID,
  schema: 1,
  version: 1,
  triedAt: 0,
  fetchedAt: 0,
  wantedAt: 0,
}

async function storeStatus(
  store: Store,
  before: StatusDocument | undefined,
  change: (status: StatusDocument) => StatusDocument,
): Promise<void> {
  const after = change(before ?? UNTRIED)
  if (after === before) return
  // A lost race means that somebody else just wrote the same.
  if (before) await store.compareAndSet('certificates', before, after)
  else await store.insert('certificates', after)
}

const changeStatus = async (
  store: Store,
  change: (status: StatusDocument) => StatusDocument,
): Promise<void> => storeStatus(store, await store.read<StatusDocument>('certificates', STATUS_ID), change)

/**
 * Fetches the platform certificates when that is due: twice a day in certificate mode, and in either mode soon after a
 * notification came with an unknown serial. Never called by `notify`.
 * @returns how many were new
 * @throws PayApiError, SignatureError, DecryptError; a merchant in public-key mode is refused by WeChat Pay
 */
export async function refreshCertificates(
  store: Store,
  client: PayClient,
  config: Pick<NotifyConfig, 'publicKeys' | 'apiV3Keys'>,
  clock: Clock,
): Promise<number> {
  const now = clock()
  const { triedAt, fetchedAt, wantedAt } =
    (await store.read<StatusDocument>('certificates', STATUS_ID)) ?? UNTRIED
  const routine = config.publicKeys.length === 0 && now - fetchedAt >= FETCH_EVERY
  const wanted = wantedAt > fetchedAt
  if (!(routine || wanted) || now - triedAt < TRY_EVERY) return 0
  // Written first: a call that WeChat Pay refuses must not be repeated by every run.
  await changeStatus(store, (status) => ({ ...status, triedAt: now }))
  const keyring = await loadKeyring(store, config, clock)
  const call = prepareCertificates({ keyring, clock })
  const answer = await client.send(call, { keyringOf: certificatesKeyring(keyring, config.apiV3Keys) })
  let added = 0
  for (const certificate of readCertificates(answer, config.apiV3Keys))
    if (
      (await store.insert('certificates', { _id: certificate.serial, schema: 1, ...certificate })) ===
      'inserted'
    )
      added++
  await changeStatus(store, (status) => ({ ...status, fetchedAt: now }))
  forgetCertificates()
  return added
}
