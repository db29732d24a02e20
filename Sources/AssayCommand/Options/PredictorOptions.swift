internal import ArgumentParser
internal import Foundation
internal import Learners

/// How a model is named on the command line.
struct PredictorOptions: ParsableArguments {
  @Option(help: ArgumentHelp("An ONNX file.", valueName: "file"))
  var onnx: String?

  @Option(
    help: ArgumentHelp(
      "A command that answers each row on its standard input with a line.", valueName: "command"))
  var command: String?

  @Option(help: ArgumentHelp("The address of an endpoint.", valueName: "url"))
  var url: String?

  @Option(help: ArgumentHelp("What the endpoint speaks: oip, mlflow or json.", valueName: "name"))
  var `protocol`: EndpointProtocol?

  @Option(help: ArgumentHelp("What the command reads: jsonl or csv.", valueName: "form"))
  var form = CommandPredictor.Form.jsonl

  @Option(
    help: ArgumentHelp(
      "What is sent to a json endpoint, with {{rows}}, {{values}}, {{columns}} or {{row}}.",
      valueName: "json"))
  var template: String?

  @Option(
    help: ArgumentHelp(
      "Where the predictions stand in its answer.", valueName: "path"))
  var answer: String?

  @Option(
    help: ArgumentHelp(
      "The environment variable with the endpoint's bearer token.", valueName: "name"))
  var tokenVariable: String?

  @Option(help: ArgumentHelp("Seconds that an answer may take.", valueName: "seconds"))
  var timeout = 30.0

  @Option(
    help: ArgumentHelp(
      "Threads of one ONNX prediction; 0: as many as there are cores.", valueName: "n"))
  var threads = 1

  func validate() throws {
    let given = [onnx, command, url].compactMap(\.self).count
    guard given == 1 else {
      throw ValidationError(
        given == 0
          ? "no model is named: give --onnx FILE, --command COMMAND or --url URL"
          : "name one model only: --onnx, --command or --url")
    }
    guard (url == nil) == (`protocol` == nil) else {
      throw ValidationError(
        url == nil
          ? "--protocol belongs to --url" : "--url needs --protocol oip, mlflow or json")
    }
    for (name, value) in [("--template", template), ("--answer", answer)]
    where value != nil && `protocol` != .json {
      throw ValidationError("\(name) belongs to --protocol json")
    }
    guard tokenVariable == nil || url != nil else {
      throw ValidationError("--token-variable belongs to --url")
    }
    guard timeout > 0, timeout <= 86_400 else {
      throw ValidationError("--timeout \(timeout) is out of range: expected seconds above 0")
    }
    guard (0...1_024).contains(threads) else {
      throw ValidationError("--threads \(threads) is out of range: expected 0 to 1024")
    }
  }

  /// The model that is named.
  func declaration() throws -> PredictorDeclaration {
    var declaration: PredictorDeclaration
    if let onnx {
      declaration = PredictorDeclaration(.onnx(onnx))
    } else if let command {
      declaration = PredictorDeclaration(.command([command], form))
    } else if let url, let form = `protocol` {
      declaration = PredictorDeclaration(.endpoint(url, form))
    } else {
      throw UsageError("no model is named: give --onnx FILE, --command COMMAND or --url URL")
    }
    declaration.seconds = timeout
    declaration.template = template
    declaration.answer = answer
    declaration.tokenVariable = tokenVariable
    declaration.threads = threads
    return declaration
  }
}

extension EndpointProtocol: ExpressibleByArgument {}
extension CommandPredictor.Form: ExpressibleByArgument {}
