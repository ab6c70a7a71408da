import { byLaw, calendarDays, known, months, oneOf, onlyUp, proposed, workingDays } from '../parameter.js';

/** Keeping of files and logs, duty to open information. */
export const archive202107 = {
  openInformation: known(workingDays(20), '政府信息公开期限', '工作日', '政府信息公开条例第26条'),
  effectiveNotice: proposed(calendarDays(2), '生效公告期限', '日', '市政府令第71号第21条'),
  accountingYears: known(30, '会计凭证、账簿保管期限', '年', '会计档案管理办法'),
  minorAccountingYears: known(10, '其他会计资料保管期限', '年', '会计档案管理办法'),
  householdFile: oneOf<'permanent'>(proposed('permanent', '分户档案保管期限', '期限', 'R-47', byLaw)),
  procedureFile: oneOf<'permanent'>(proposed('permanent', '项目程序档案保管期限', '期限', 'R-47', byLaw)),
  procurementYears: known(15, '采购与委托文件保管期限', '年', '政府采购法第42条'),
  staffYears: proposed(10, '人员一般文件保管期限', '年', 'R-62', byLaw),
  districtTransferYears: known(10, '向区档案馆移交期限', '年', '档案法实施条例第20条'),
  logMin: known(months(6), '系统日志留存', '月', '网络安全法第21条', onlyUp),
  delegationRecordYears: known(3, '委托处理记录保存', '年', '网络数据安全管理条例第12条', onlyUp),
};
