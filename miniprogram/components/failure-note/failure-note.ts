/** What went wrong and what to do next; the request id in small print finds the log line. */
Component({
  properties: {
    /** `{ code, message, advice, requestId }`. */
    failure: { type: Object, value: {} },
  },
})
