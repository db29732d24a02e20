/// MLflow's scoring protocol: `dataframe_split` in, `predictions` out.
///
/// - Source: MLflow, "Deploy MLflow Model as a Local Inference Server", JSON input.
struct MLflowForm: EndpointForm {
  func body(_ rows: ModelRows) throws(PredictorError) -> String {
    let text = RowsText(rows)
    return "{\"dataframe_split\":{\"columns\":\(text.names),\"data\":\(try text.all(text.list))}}"
  }

  func predictions(_ answer: AnswerValue, rows: Int) throws(PredictorError) -> Predictions {
    guard case .list(let members)? = answer.value(at: "predictions") else {
      throw .answer(
        row: nil, problem: "it has no list “predictions”", excerpt: "",
        remedy: "check that the address is that of an MLflow scoring server")
    }
    return try Predictions(answers: members, rows: rows)
  }
}
