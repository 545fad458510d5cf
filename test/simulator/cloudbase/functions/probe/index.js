// A function that does what its event says; plain JavaScript, as the built functions are.
const cloud = require('wx-server-sdk')
const http = require('node:http')
cloud.init({ env: cloud.DYNAMIC_CURRENT_ENV })

let calls = 0

const post = (url) =>
  new Promise((resolve, reject) => {
    const request = http.request(url, { method: 'POST' }, (response) => {
      response.resume()
      response.on('end', () => resolve(response.statusCode))
    })
    request.on('error', reject)
    request.end('{}')
  })

const actions = {
  identity: async ({ rounds = 5 }) => {
    const seen = new Set()
    for (let round = 0; round < rounds; round++) {
      seen.add(cloud.getWXContext().OPENID)
      await cloud.database().collection('notes').count()
    }
    return [...seen]
  },
  environment: ({ names }) => Object.fromEntries(names.map((name) => [name, process.env[name]])),
  context: () => cloud.getWXContext(),
  echo: (event, context) => ({ event, context }),
  count: () => ++calls,
  note: async ({ id, text }) =>
    (
      await cloud
        .database()
        .collection('notes')
        .add({ data: { _id: id, text } })
    )._id,
  twoNotes: async ({ ids }) => {
    for (const id of ids)
      await cloud
        .database()
        .collection('notes')
        .add({ data: { _id: id } })
    return ids
  },
  send: ({ url }) => post(url),
  sleep: ({ ms }) => new Promise((resolve) => setTimeout(() => resolve('awake'), ms)),
  spin: () => {
    for (;;);
  },
  fail: ({ message }) => {
    throw new TypeError(message)
  },
  exit: () => process.exit(3),
  reject: () => {
    Promise.reject(new Error('nobody waits for this'))
    return new Promise(() => undefined)
  },
  say: ({ text }) => {
    console.log('said %s', text)
    console.error({ deep: [1] })
    return null
  },
  call: async ({ name, data }) => (await cloud.callFunction({ name, data })).result,
  callFails: async ({ name, data }) => {
    try {
      await cloud.callFunction({ name, data })
      return 'did not fail'
    } catch (error) {
      return { errCode: error.errCode, errMsg: error.errMsg }
    }
  },
}

exports.main = (event, context) => actions[event.action](event, context)
