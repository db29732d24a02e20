import Mustache

/// A piece of a page: a view with ready-formatted values, and the template of the same name.
///
/// Properties are ``Markup``, booleans, or optionals and lists of structs of these, so that a
/// template can show them but not compute.
protocol Component: Sendable {
  /// The file in `Templates/`.
  static var template: String { get }
}

extension Component {
  /// The view in its template.
  ///
  /// - Throws: ``TemplateError`` when the template is missing or malformed.
  func render() throws(TemplateError) -> Markup {
    let template = try Templates.parsed.get()[Self.template]
    guard let template else { throw TemplateError.missing(name: Self.template) }
    return Markup(trusted: template.render(self))
  }
}

/// The embedded templates, parsed once.
enum Templates {
  static let parsed: Result<[String: MustacheTemplate], TemplateError> = Result {
    () throws(TemplateError) in
    var templates: [String: MustacheTemplate] = [:]
    for (name, text) in EmbeddedTemplates.files where name.hasSuffix(".html") {
      do {
        templates[name] = try MustacheTemplate(string: text)
      } catch {
        throw TemplateError.malformed(name: name, reason: String(describing: error))
      }
    }
    return templates
  }

  /// A template's text as it is, for style sheets.
  static func text(_ name: String) throws(TemplateError) -> Markup {
    guard let text = EmbeddedTemplates.files[name] else {
      throw TemplateError.missing(name: name)
    }
    return Markup(trusted: text)
  }
}

/// A template of the program itself is wrong: a defect, which a test finds before a person does.
package enum TemplateError: Error, Sendable, Hashable, CustomStringConvertible {
  case missing(name: String)
  case malformed(name: String, reason: String)

  /// One sentence.
  package var description: String {
    switch self {
    case .missing(let name): "The report's template \(name) is missing from this build of Assay."
    case .malformed(let name, let reason): "The report's template \(name) is malformed: \(reason)."
    }
  }
}
