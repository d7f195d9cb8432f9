package simulate

// DemoConfig is the tenbin.yaml that reads the demo company's exports. It has no
// governance: block, so every page is stamped as a trial.
const DemoConfig = `# The demo company: made up from end to end.
version: 1
company: 見本商事
currency: JPY
language: both
date_basis: invoice
window_months: 24
clock: business
sources:
  roster:
    - files: [exports/roster.csv]
      columns: {salesperson: 社員番号, name: 氏名, kana: カナ, team: 所属, manager: 上司, from: 開始日, to: 終了日}
  policy:
    - files: [exports/policy.csv]
      columns: {category: 分類, authorised_rate: 承認値引率, from: 開始日, to: 終了日}
  deals:
    - files: [exports/deals.csv]
      columns:
        line_id: [伝票No, 行]
        document: 伝票No
        date: {from: 日付, format: ymd}
        salesperson: 担当者名
        client: 得意先名
        product: 商品コード
        category: 分類
        region: 地域
        quantity: 数量
        list_price: 定価
        net_price: 売値
        kind: 区分
        reason: 理由
        requested_at: 特価申請日
        approved_rate: 特価承認率
        approved_by: 承認者
        approved_at: 承認日
  instructions:
    - files: [exports/instructions.csv]
      columns:
        instruction_id: 指示番号
        issued: 起票日
        salesperson: 担当者
        manager: 起票者
        client: 取引先
        category: 分類
        trigger: 種別
        text: 課題内容
        due: 回答期限
        acknowledged: 了解日
        client_contacted: 顧客連絡日
        implemented: 完了日
        status: 状況
        closed: 終了日
        effective_from: 適用日
        target_increase: 目標値上げ率
        agreed_on: 合意日
        allocation_qty: 割当数
  updates:
    - files: [exports/updates.csv]
      columns: {instruction_id: 指示番号, at: 記入日, author: 記入者, text: 内容, promised_date: 約束日}
  activities:
    - files: [exports/activities.csv]
      columns: {date: 日付, salesperson: 担当者, client: 取引先, kind: 活動種別, visitor_rank: 訪問者役職, client_rank: 先方役職}
  pauses:
    - files: [exports/pauses.csv]
      columns: {instruction_id: 指示番号, from: 開始日, to: 終了日, waiting_for: 待ち先, reason: 理由, next_date: 次回確認日, confirmed_by: 確認者}
  coaching:
    - files: [exports/coaching.csv]
      columns: {plan_id: 計画番号, salesperson: 担当者, theme: テーマ, coach: 指導者, from: 開始日, to: 終了日, sessions_planned: 予定回数, hours_planned: 予定時間, accepted: 合意, note: 備考}
  sessions:
    - files: [exports/sessions.csv]
      columns: {plan_id: 計画番号, date: 日付, minutes: 分, kind: 種類, coach: 指導者, held: 実施}
publish: {directory: out}
`
