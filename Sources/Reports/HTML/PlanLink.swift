/// The place on an assessment's page where the way to the production plan stands.
///
/// A plan is written after the assessment that it rests on, so the page has a place for it, which
/// is filled in once the plan is there. Text of people cannot make such a place: the page escapes
/// it.
package enum PlanLink {
  private static let start = "<!--production-plan-->"
  private static let end = "<!--/production-plan-->"

  /// The page with the way to a plan; nil for a page that has no such place.
  ///
  /// - Parameter way: the plan as seen from the page, ready to stand in an address.
  package static func page(_ page: String, way: String) -> String? {
    guard let opening = page.firstRange(of: start),
      let closing = page[opening.upperBound...].firstRange(of: end)
    else { return nil }
    let link = "<p class=\"note\"><a href=\"\(Markup(way).text)\">The production plan</a></p>"
    return page[..<opening.upperBound] + link + page[closing.lowerBound...]
  }
}
