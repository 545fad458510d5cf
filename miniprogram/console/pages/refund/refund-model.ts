export const USUAL_REASONS: readonly string[] = ['多收费用', '服务没有完成', '设备故障', '与顾客协商']
