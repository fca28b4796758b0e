// Lookalike deals: two rows that may be one deal
//
// /// circflow
// id       = "lookalike-deals"
// version  = "1.0.0"
// question = "Which deals of one pair and type lie within {days} days and have amounts that are nearly equal, or ten times each other?"
// reading  = "The two rows may be one deal that was entered twice, once perhaps with a slipped unit. They may as well be two deals: look at their sources."
// caveats  = ["Amounts are compared by their high, or by the low where the high is open.", "Deals without a date, without an amount or with one that belongs to another arrow are not compared, nor are parts of one agreement in one data set."]
// identity = ["first", "second"]
// tags     = ["doubles", "amounts"]
// common   = ["datasets", "limit"]
//
// [params.days]
// type = "integer"
// default = 31
// range = [0, 36_500]
// doc = "Most days between the two, by those readings of their dates that lie nearest."
//
// [returns.first]
// type = "string"
// of = "deal"
// doc = "One deal, with the smaller id."
//
// [returns.second]
// type = "string"
// of = "deal"
// doc = "The other."
//
// [returns.payer]
// type = "string"
// of = "company"
// doc = "Company that pays in both."
//
// [returns.relationship]
// type = "string"
// doc = "Type of both."
//
// [returns.payee]
// type = "string"
// of = "company"
// doc = "Company that is paid in both."
//
// [returns.first_amount]
// type = "string"
// doc = "Amount of the one."
//
// [returns.second_amount]
// type = "string"
// doc = "Amount of the other."
//
// [returns.ratio]
// type = "number"
// doc = "The larger amount as a multiple of the smaller."
//
// [returns.first_date]
// type = "string"
// doc = "When the one was announced."
//
// [returns.second_date]
// type = "string"
// doc = "When the other was announced."
//
// [returns.datasets]
// type = "list<string>"
// of = "dataset"
// doc = "Data set of the one, and of the other."
//
// [returns.companies]
// type = "list<string>"
// of = "company"
// doc = "All companies of the row."
//
// [returns.deals]
// type = "list<string>"
// of = "deal"
// doc = "All deals of the row."
// ///
CYPHER 25
MATCH (payer:Company)-[one:INVESTS_IN|BUYS_FROM|JOINT_VENTURE]->(payee:Company)
MATCH (payer)-[other:INVESTS_IN|BUYS_FROM|JOINT_VENTURE]->(payee)
WHERE one.deal_id < other.deal_id AND type(one) = type(other) AND one.currency = other.currency
  AND ($datasets IS NULL OR (one.dataset IN $datasets AND other.dataset IN $datasets))
  AND (one.dataset <> other.dataset OR one.deal_group <> other.deal_group)
  AND NOT 'not_this_edge' IN [one.amount_code, other.amount_code]
  AND one.announced_date IS NOT NULL AND other.announced_date IS NOT NULL
WITH payer, payee, one, other,
     [deal IN [one, other] | toFloat(coalesce(deal.amount_high, deal.amount_low))] AS figures,
     [deal IN [one, other] |
       // last day >>>
       // The last day that the announcement of `deal` can mean: of a span of months, a year, half, quarter, month or day.
       CASE WHEN deal.announced_date CONTAINS '/' THEN date(split(deal.announced_date, '/')[1]) ELSE deal.begins END
         + duration(CASE
           WHEN deal.announced_date CONTAINS '/' THEN 'P1M'
           WHEN size(deal.announced_date) = 4 THEN 'P1Y'
           WHEN deal.announced_date CONTAINS 'H' THEN 'P6M'
           WHEN deal.announced_date CONTAINS 'Q' THEN 'P3M'
           WHEN size(deal.announced_date) = 7 THEN 'P1M'
           WHEN deal.announced_date IS NOT NULL THEN 'P1D'
         END) - duration('P1D')
       // <<<
     ] AS last
WHERE one.begins <= last[1] + duration({days: $days}) AND other.begins <= last[0] + duration({days: $days})
  AND figures[0] > 0 AND figures[1] > 0
WITH payer, payee, one, other,
     CASE WHEN figures[0] > figures[1] THEN figures[0] / figures[1] ELSE figures[1] / figures[0] END AS ratio
WHERE ratio <= 1.05 OR 9.5 <= ratio <= 10.5
RETURN one.deal_id AS first, other.deal_id AS second, payer.id AS payer, type(one) AS relationship, payee.id AS payee,
       one.amount_label AS first_amount, other.amount_label AS second_amount, round(ratio, 3) AS ratio,
       one.announced_date AS first_date, other.announced_date AS second_date, [one.dataset, other.dataset] AS datasets,
       [payer.id, payee.id] AS companies, [one.deal_id, other.deal_id] AS deals
ORDER BY first, second
LIMIT $limit
