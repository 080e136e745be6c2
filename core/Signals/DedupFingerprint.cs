using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Executor.Core.Signals;

/// <summary>Tells whether remembered keys were made by the same rule: when it changes, old keys are worthless.</summary>
/// <remarks>Source: behaviour of the original, section 3.3; it hashed its own program text, here the rule has a version.</remarks>
public static class DedupFingerprint
{
    /// <summary>Raised whenever <see cref="EventKey"/> or the admission of <see cref="SignalParser"/> changes.</summary>
    public const string AlgorithmVersion = "peak-key-1";

    /// <summary>SHA-256 of <c>version|decimals|strict</c>, lower-case hex.</summary>
    /// <param name="priceDecimals">Decimals of the price in the key.</param>
    /// <param name="strictSource">True when only events of DeltaScout are taken.</param>
    public static string Of(int priceDecimals, bool strictSource)
    {
        var rule = string.Create(CultureInfo.InvariantCulture, $"{AlgorithmVersion}|{priceDecimals}|{(strictSource ? "strict" : "any")}");
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(rule)));
    }
}
