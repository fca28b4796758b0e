// Old letters: letters of intent that nothing followed
//
// /// circflow
// id       = "old-letters"
// version  = "1.0.0"
// question = "Which letters of intent are older than {days} days, and nothing firm followed between the same groups?"
// reading  = "The letter stands as it was announced: no firm deal of the same type between the two groups is dated at or after it, and it has no end date. It may have lapsed, or its sequel may not be in the data."
// caveats  = ["Letters without a date have no age and are left out.", "A firm deal without a date counts as no sequel.", "A sequel between other parties, or of another type, is not seen."]
// identity = ["deal"]
// tags     = ["dates", "status"]
// common   = ["as_of", "datasets", "limit"]
//
// [params.as_of]
// doc = "Date at which the age is measured, and after which nothing is looked at. Without it, the last announcement in the data."
//
// [params.days]
// type = "integer"
// default = 365
// range = [0, 36_500]
// doc = "Least age of a letter, in days."
//
// [returns.deal]
// type = "string"
// of = "deal"
// doc = "The letter."
//
// [returns.payer]
// type = "string"
// of = "company"
// doc = "Company that would pay."
//
// [returns.relationship]
// type = "string"
// doc = "Its type."
//
// [returns.payee]
// type = "string"
// of = "company"
// doc = "Company that would be paid."
//
// [returns.announced]
// type = "string"
// doc = "When it was announced, as the source gives it."
//
// [returns.days]
// type = "integer"
// doc = "Its age, from the earliest reading of that date."
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
MATCH ()-[any:INVESTS_IN|BUYS_FROM|JOINT_VENTURE]->()
WHERE $datasets IS NULL OR any.dataset IN $datasets
WITH coalesce($as_of, max(any.begins)) AS today
MATCH (payer:Company)-[deal:INVESTS_IN|BUYS_FROM|JOINT_VENTURE]->(payee:Company)
WHERE ($datasets IS NULL OR deal.dataset IN $datasets)
  AND deal.begins > date('0001-01-01') AND deal.begins <= today AND deal.ends >= today
  AND 'loi' = CASE
    WHEN deal.status_dates IS NULL THEN deal.status
    ELSE deal.status_words[size([day IN deal.status_dates WHERE day <= today]) - 1]
  END
WITH payer, deal, payee, today, duration.inDays(deal.begins, today).days AS days
WHERE days >= $days
  AND NOT EXISTS {
    MATCH REPEATABLE ELEMENTS
      (payer)-[:PART_OF]->(:Group)<-[:PART_OF]-(:Company)-[later:INVESTS_IN|BUYS_FROM|JOINT_VENTURE]->(:Company)
      -[:PART_OF]->(:Group)<-[:PART_OF]-(payee)
    WHERE type(later) = type(deal) AND deal.begins <= later.begins <= today
      AND ($datasets IS NULL OR later.dataset IN $datasets)
      AND 3 <= CASE
        WHEN later.status_dates IS NULL THEN later.firmness
        ELSE later.status_firmness[size([day IN later.status_dates WHERE day <= today]) - 1]
      END
  }
RETURN deal.deal_id AS deal, payer.id AS payer, type(deal) AS relationship, payee.id AS payee,
       deal.announced_date AS announced, days, [payer.id, payee.id] AS companies, [deal.deal_id] AS deals
ORDER BY days DESC, deal
LIMIT $limit
