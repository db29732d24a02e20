/// How an endpoint wants to be asked.
package enum EndpointProtocol: String, Sendable, Hashable, CaseIterable {
  /// The Open Inference Protocol, version 2: named tensors.
  case oip
  /// MLflow's scoring server: `dataframe_split`.
  case mlflow
  /// Any JSON, by a template.
  case json
}
