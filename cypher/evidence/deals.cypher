// Deals: what their own rows say
//
// /// circflow
// id       = "deals"
// version  = "1.1.0"
// maturity = "stable"
// question = "Who pays whom in {deals}, how much, how firmly and on what condition?"
// reading  = "One row a deal, as its data set has it. Parts of one agreement stand beside their headline: do not add them up."
// identity = ["deal"]
// tags     = ["evidence"]
//
// [params.deals]
// type = "list"
// of = "deal"
// required = true
// doc = "Ids of deals."
//
// [returns.deal]
// type = "string"
// of = "deal"
// doc = "Id of the deal."
//
// [returns.payer]
// type = "string"
// of = "company"
// doc = "Company that pays."
//
// [returns.relationship]
// type = "string"
// doc = "INVESTS_IN, BUYS_FROM or JOINT_VENTURE."
//
// [returns.payee]
// type = "string"
// of = "company"
// doc = "Company that is paid."
//
// [returns.kind]
// type = "string"
// doc = "Kind of deal, in the words of the data; null when not stated."
//
// [returns.consideration]
// type = "string"
// doc = "What is given, several joined by a semicolon; null when not stated."
//
// [returns.amount_low]
// type = "integer"
// doc = "Least amount, in currency units; null when undisclosed."
//
// [returns.amount_high]
// type = "integer"
// doc = "Largest amount; null when undisclosed or open."
//
// [returns.currency]
// type = "string"
// doc = "Currency of the source."
//
// [returns.amount_basis]
// type = "string"
// doc = "What the amount measures; null when there is none."
//
// [returns.capacity]
// type = "string"
// doc = "A quantity that is not money; null when not stated."
//
// [returns.stake_pct]
// type = "number"
// doc = "Percent of the payee; null when not stated."
//
// [returns.term_years]
// type = "number"
// doc = "Length of the contract in years; null when not stated."
//
// [returns.status]
// type = "string"
// doc = "On the ladder from rumoured to closed."
//
// [returns.status_text]
// type = "string"
// doc = "The status in the source's own words; null when not stated."
//
// [returns.announced]
// type = "string"
// doc = "Announcement, with the precision of the source; null when unknown."
//
// [returns.effective]
// type = "string"
// doc = "When it starts to run, likewise; null when unknown."
//
// [returns.ended]
// type = "string"
// doc = "End, likewise; null while open."
//
// [returns.contingent]
// type = "boolean"
// doc = "Whether it is due only if something happens."
//
// [returns.conditions]
// type = "string"
// doc = "What it waits for; null when not stated."
//
// [returns.decided_by]
// type = "string"
// of = "company"
// doc = "Company that decides the condition; null when not stated."
//
// [returns.quality]
// type = "string"
// doc = "Best source: A, B, C; null without a judged source."
//
// [returns.role]
// type = "string"
// doc = "What it is in its agreement: standalone, headline, component or holding."
//
// [returns.agreement]
// type = "list<string>"
// of = "deal"
// doc = "Other deals of the same agreement that the payer or the payee has."
//
// [returns.supersedes]
// type = "list<string>"
// of = "deal"
// doc = "Deals that it replaces, by the histories of statuses."
//
// [returns.superseded_by]
// type = "list<string>"
// of = "deal"
// doc = "Deals that replace it, likewise."
//
// [returns.superseded]
// type = "string"
// doc = "From when, with the precision of the source; null when nothing replaces it."
//
// [returns.note]
// type = "string"
// doc = "A remark for readers; null when there is none."
//
// [returns.suspect]
// type = "string"
// doc = "A doubt about the figure, never a correction; null when there is none."
//
// [returns.dataset]
// type = "string"
// of = "dataset"
// doc = "Data set that it comes from."
// ///
CYPHER 25
UNWIND $deals AS id
CALL (id) {
  MATCH (payer:Company)-[deal:INVESTS_IN {deal_id: id}]->(payee:Company)
  USING INDEX SEEK deal:INVESTS_IN(deal_id)
  RETURN payer, deal, payee
  UNION ALL
  MATCH (payer:Company)-[deal:BUYS_FROM {deal_id: id}]->(payee:Company)
  USING INDEX SEEK deal:BUYS_FROM(deal_id)
  RETURN payer, deal, payee
  UNION ALL
  MATCH (payer:Company)-[deal:JOINT_VENTURE {deal_id: id}]->(payee:Company)
  USING INDEX SEEK deal:JOINT_VENTURE(deal_id)
  RETURN payer, deal, payee
}
CALL (payer, deal, payee) {
  UNWIND [payer, payee] AS party
  MATCH (party)-[other:INVESTS_IN|BUYS_FROM|JOINT_VENTURE]-(:Company)
  WHERE other.deal_group = deal.deal_group AND other.dataset = deal.dataset AND other.deal_id <> deal.deal_id
  WITH DISTINCT other.deal_id AS part ORDER BY part
  RETURN collect(part) AS agreement
}
CALL (deal) {
  OPTIONAL MATCH (change:StatusChange)-[:OF]->(record:Deal {id: deal.deal_id})
  USING INDEX SEEK record:Deal(id)
  UNWIND split(change.supersedes, ';') AS text
  MATCH (old:Deal {id: trim(text)})
  USING INDEX SEEK old:Deal(id)
  WITH DISTINCT old.id AS old ORDER BY old
  RETURN collect(old) AS supersedes
}
CALL (deal) {
  OPTIONAL MATCH (change:StatusChange {dataset: deal.dataset})
  WHERE deal.deal_id IN [text IN split(change.supersedes, ';') | trim(text)]
  WITH change ORDER BY change.dated, change.deal_id
  WITH collect(change) AS changes
  RETURN changes[0].date AS superseded,
         COLLECT { UNWIND changes AS later RETURN DISTINCT later.deal_id AS new ORDER BY new } AS superseded_by
}
RETURN deal.deal_id AS deal, payer.id AS payer, type(deal) AS relationship, payee.id AS payee,
       deal.deal_kind AS kind, deal.consideration_form AS consideration, deal.amount_low AS amount_low,
       deal.amount_high AS amount_high, deal.currency AS currency, deal.amount_basis AS amount_basis,
       deal.capacity AS capacity, deal.stake_pct AS stake_pct, deal.term_years AS term_years, deal.status AS status,
       deal.status_text AS status_text, deal.announced_date AS announced, deal.effective_date AS effective,
       deal.end_date AS ended, deal.contingent AS contingent, deal.conditions AS conditions,
       deal.condition_controlled_by AS decided_by, deal.quality AS quality, deal.rollup AS role,
       agreement, supersedes, superseded_by, superseded, deal.note AS note, deal.suspect AS suspect, deal.dataset AS dataset
ORDER BY deal
