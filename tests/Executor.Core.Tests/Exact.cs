using System.Globalization;

namespace Executor.Core.Tests;

/// <summary>Decimals as written: attributes cannot hold them.</summary>
internal static class Exact
{
    public static decimal Of(string text) => decimal.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);
}
