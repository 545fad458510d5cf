export { readBill, type BillRow, type TradeBill } from './read-bill'
export {
  billProblemOf,
  prepareTradeBill,
  readTradeBill,
  type BillFile,
  type TradeBillParams,
} from './trade-bill'
