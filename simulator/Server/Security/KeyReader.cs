using System.Security.Cryptography;
using System.Text;
using Executor.Simulator.Server.Scenarios;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Security;

namespace Executor.Simulator.Server.Security;

/// <summary>Makes keys out of a scenario's text.</summary>
internal static class KeyReader
{
    private const int MaxKeyLength = 128;

    /// <summary>What is wrong with a key, after "a key of X"; null when nothing is.</summary>
    public static string? ErrorOf(KeyScenario key)
    {
        if (key.Key.Length is 0 or > MaxKeyLength || !key.Key.All(char.IsAsciiLetterOrDigit))
            return $"must be 1 to {MaxKeyLength} letters and digits.";
        if (key.Secret is null == key.PublicKey is null)
            return "needs either a secret (HMAC) or a publicKey (Ed25519, RSA).";
        try
        {
            Read(key, "");
            return null;
        }
        catch (Exception exception) when (exception is FormatException or ArgumentException or CryptographicException or IOException
            or SecurityUtilityException or InvalidCastException)
        {
            return "has a publicKey that is neither an Ed25519 nor an RSA key in PEM or base64.";
        }
    }

    public static ApiKey Read(KeyScenario key, string customer)
    {
        var (type, verifier) = key.Secret is { } secret ? (KeyType.Hmac, new HmacVerifier(Encoding.ASCII.GetBytes(secret))) : Public(key.PublicKey!);
        return new ApiKey(key.Key, type, verifier, customer)
        {
            MayTrade = key.Trade,
            MayBorrow = key.Loan,
            MayWithdraw = key.Withdraw,
            Addresses = key.Addresses.IsDefault ? [] : key.Addresses,
        };
    }

    private static (KeyType Type, IVerifier Verifier) Public(string text)
    {
        var body = string.Concat(text.Split('\n').Where(line => !line.StartsWith("-----", StringComparison.Ordinal)).Select(line => line.Trim()));
        var bytes = Convert.FromBase64String(body);
        if (PublicKeyFactory.CreateKey(bytes) is Ed25519PublicKeyParameters ed25519)
            return (KeyType.Ed25519, new Ed25519Verifier(ed25519));
        var rsa = RSA.Create();
        rsa.ImportSubjectPublicKeyInfo(bytes, out _);
        return (KeyType.Rsa, new RsaVerifier(rsa));
    }
}
