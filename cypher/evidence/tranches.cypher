// Tranches: the parts of deals, their conditions and when they lapse
//
// /// circflow
// id       = "tranches"
// version  = "1.0.0"
// maturity = "stable"
// question = "In which parts is {deals} due, on what condition, and until when?"
// reading  = "One row a part. A part that is a deal of its own is shown there."
// identity = ["deal", "tranche"]
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
// [returns.tranche]
// type = "integer"
// doc = "Order within the deal, from 1."
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
// [returns.condition]
// type = "string"
// doc = "What it waits for; null when it is due without one."
//
// [returns.decided_by]
// type = "string"
// of = "company"
// doc = "Company that decides the condition; null when not stated."
//
// [returns.expires]
// type = "string"
// doc = "When it lapses, with the precision of the source."
//
// [returns.status]
// type = "string"
// doc = "Its status on the ladder."
// ///
CYPHER 25
UNWIND $deals AS id
MATCH (t:Tranche)-[:OF]->(d:Deal {id: id})
USING INDEX SEEK d:Deal(id)
RETURN d.id AS deal, t.tranche_no AS tranche, t.amount_low AS amount_low, t.amount_high AS amount_high,
       t.currency AS currency, t.condition AS condition, t.condition_controlled_by AS decided_by, t.expires AS expires,
       t.status AS status
ORDER BY deal, tranche
