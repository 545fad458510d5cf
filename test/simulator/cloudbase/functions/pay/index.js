// Checks a signature over the raw body and shows what it got; needs no database.
const { verify } = require('node:crypto')

exports.main = (event) => {
  const body = Buffer.from(event.body, event.isBase64Encoded ? 'base64' : 'utf8')
  const signature = Buffer.from(event.headers['x-signature'] ?? '', 'base64')
  const genuine = verify('sha256', body, process.env.PUBLIC_KEY, signature)
  const { body: _, ...rest } = event
  return {
    statusCode: genuine ? 200 : 401,
    headers: { 'content-type': 'application/json', 'x-seen': 'yes' },
    body: JSON.stringify(rest),
  }
}
