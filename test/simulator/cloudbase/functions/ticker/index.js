const cloud = require('wx-server-sdk')
cloud.init({ env: cloud.DYNAMIC_CURRENT_ENV })

exports.main = async (event) => {
  const { TRIGGER_SRC, WX_OPENID = null, SANDBOX_CLOCK_OFFSET_MS } = process.env
  const run = { ...event, TRIGGER_SRC, WX_OPENID, SANDBOX_CLOCK_OFFSET_MS }
  await cloud.database().collection('notes').add({ data: run })
  return run
}
