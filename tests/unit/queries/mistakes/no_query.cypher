// A mistake
//
// /// circflow
// id       = "no-query"
// version  = "1.0.0"
// question = "Which?"
// reading  = "As it stands."
// identity = ["companies"]
//
// [params.least]
// type = "integer"
// default = 1
// doc = "Least number."
//
// [returns.companies]
// type = "list<string>"
//
// [returns.deals]
// type = "list<string>"
// ///
// expect: 1: there is no query below the block; write one
// expect: 10: `least` is declared but not used; use $least or leave it out
