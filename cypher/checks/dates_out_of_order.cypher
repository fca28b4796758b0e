// Dates out of order: what ends before it begins
//
// /// circflow
// id       = "dates-out-of-order"
// version  = "1.0.0"
// question = "Which deals have dates that cannot follow each other?"
// reading  = "However the dates are read, the second lies before the first. One of them is likely to be a slip, or to speak of another deal."
// caveats  = ["A span of months, a year, half, quarter or month is read in the deal's favour.", "A rumour or letter before the announcement is in order; only a firm status is not."]
// identity = ["deal", "what", "first", "second"]
// tags     = ["dates"]
// common   = ["datasets", "limit"]
//
// [returns.deal]
// type = "string"
// of = "deal"
// doc = "The deal."
//
// [returns.what]
// type = "string"
// doc = "What is out of order."
//
// [returns.first]
// type = "string"
// doc = "The date that should come first, as the source gives it."
//
// [returns.second]
// type = "string"
// doc = "The date that should come after it."
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
MATCH (payer:Company)-[deal:INVESTS_IN|BUYS_FROM|JOINT_VENTURE]->(payee:Company)
WHERE $datasets IS NULL OR deal.dataset IN $datasets
CALL (deal) {
  RETURN 'it ends before it is announced' AS what, deal.announced_date AS first, deal.end_date AS second
  UNION
  RETURN 'it ends before it takes effect' AS what, deal.effective_date AS first, deal.end_date AS second
  UNION
  MATCH (record:Deal {id: deal.deal_id})<-[:OF]-(tranche:Tranche)
  USING INDEX SEEK record:Deal(id)
  RETURN 'a tranche lapses before the deal is announced' AS what, deal.announced_date AS first,
         tranche.expires AS second
  UNION
  MATCH (record:Deal {id: deal.deal_id})<-[:OF]-(change:StatusChange)
  USING INDEX SEEK record:Deal(id)
  WHERE change.status IN ['announced', 'signed', 'partially_funded', 'closed', 'in_force', 'holding']
  RETURN 'it is ' + change.status + ' before it is announced' AS what, deal.announced_date AS first,
         change.date AS second
  UNION
  MATCH (record:Deal {id: deal.deal_id})<-[:OF]-(change:StatusChange)
  USING INDEX SEEK record:Deal(id)
  RETURN 'it is ' + change.status + ' after its end' AS what, change.date AS first, deal.end_date AS second
}
WITH payer, deal, payee, what, first, second
WHERE first IS NOT NULL AND second IS NOT NULL
// Of a span of months, such as a fiscal year, the first is what comes first, and the last what comes second.
WITH *, split(first, '/')[0] AS opening, split(second, '/')[-1] AS closing
WITH *, [text IN [opening, closing] | date(CASE
       WHEN text CONTAINS 'Q' THEN text + '-01'
       ELSE replace(replace(text, 'H1', '01'), 'H2', '07')
     END)] AS days
WITH *, days[1] + duration(CASE
       WHEN size(closing) = 10 THEN 'P1D'
       WHEN closing CONTAINS 'Q' THEN 'P3M'
       WHEN closing CONTAINS 'H' THEN 'P6M'
       WHEN size(closing) = 7 THEN 'P1M'
       ELSE 'P1Y'
     END) AS behind
// The first day of what comes first, against the day behind the last of what comes second: from there on it is over.
WHERE CASE
  WHEN any(over IN ['lapsed', 'terminated', 'exited', 'defaulted', 'ended'] WHERE what = 'it is ' + over + ' after its end')
    THEN behind < days[0]
  ELSE behind <= days[0]
END
RETURN deal.deal_id AS deal, what, first, second, [payer.id, payee.id] AS companies, [deal.deal_id] AS deals
ORDER BY deal, what, second
LIMIT $limit
