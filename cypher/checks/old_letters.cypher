// Old letters: letters of intent that nothing followed
//
// /// circflow
// id       = "old-letters"
// version  = "1.0.0"
// question = "Which letters of intent are older than {days} days, and nothing firm followed between the same groups?"
// reading  = "The letter stands as it was announced: no firm deal of the same type between the two groups can be dated at or after it, and it has no end date. It may have lapsed, or its sequel may not be in the data."
// caveats  = ["Letters without a date have no age and are left out.", "A firm deal without a date counts as no sequel; one with a partial date does unless all of it lies before the letter.", "A sequel between other parties, or of another type, is not seen."]
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
MATCH (payer:Company)-[letter:INVESTS_IN|BUYS_FROM|JOINT_VENTURE]->(payee:Company)
WHERE ($datasets IS NULL OR letter.dataset IN $datasets)
  AND letter.begins > date('0001-01-01') AND letter.begins <= today AND letter.ends >= today
  AND 'loi' = CASE
    WHEN letter.status_dates IS NULL THEN letter.status
    ELSE letter.status_words[size([day IN letter.status_dates WHERE day <= today]) - 1]
  END
WITH payer, letter, payee, today, duration.inDays(letter.begins, today).days AS days
WHERE days >= $days
  AND NOT EXISTS {
    MATCH REPEATABLE ELEMENTS
      (payer)-[:PART_OF]->(:Group)<-[:PART_OF]-(:Company)-[deal:INVESTS_IN|BUYS_FROM|JOINT_VENTURE]->(:Company)
      -[:PART_OF]->(:Group)<-[:PART_OF]-(payee)
    WHERE type(deal) = type(letter) AND deal.begins <= today
      // A partial date can mean its last day.
      AND letter.begins <=
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
      AND ($datasets IS NULL OR deal.dataset IN $datasets)
      AND 3 <= CASE
        WHEN deal.status_dates IS NULL THEN deal.firmness
        ELSE deal.status_firmness[size([day IN deal.status_dates WHERE day <= today]) - 1]
      END
  }
RETURN letter.deal_id AS deal, payer.id AS payer, type(letter) AS relationship, payee.id AS payee,
       letter.announced_date AS announced, days, [payer.id, payee.id] AS companies, [letter.deal_id] AS deals
ORDER BY days DESC, deal
LIMIT $limit
