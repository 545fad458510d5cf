import { Failed } from '../failed'
import type { ActionContext } from '../handler'
import type { SignDocument } from './document'

/**
 * The caller's own signing. Another person's and none at all give the same answer.
 * @throws Failed SIGN_NOT_FOUND
 */
export async function ownSign(
  { store, caller }: Pick<ActionContext, 'store' | 'caller'>,
  signId: string,
): Promise<SignDocument> {
  const sign = await store.read<SignDocument>('signs', signId)
  if (sign?.openid !== caller.openid) throw new Failed('SIGN_NOT_FOUND')
  return sign
}
