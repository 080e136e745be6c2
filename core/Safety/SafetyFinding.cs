using System.Globalization;

namespace Executor.Core.Safety;

/// <summary>A safety property that the books contradict.</summary>
/// <param name="Property"><c>S1</c> to <c>S7</c>.</param>
/// <param name="Text">What was found, with its numbers.</param>
public sealed record SafetyFinding(string Property, string Text)
{
    internal static SafetyFinding Of(string property, FormattableString text) => new(property, text.ToString(CultureInfo.InvariantCulture));
}
