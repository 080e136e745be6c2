using System.Text;
using Org.BouncyCastle.Crypto.Signers;
using Org.BouncyCastle.Security;

namespace Executor.Simulator.Tests.Live;

/// <summary>Signs with the private key that the exchange published with its logon example.</summary>
internal static class Ed25519
{
    private const string PrivateKey = "MC4CAQAwBQYDK2VwBCIEIIJEYWtGBrhACmb9Dvy+qa8WEf0lQOl1s4CLIAB9m89u";

    public static string Sign(string payload)
    {
        var signer = new Ed25519Signer();
        signer.Init(forSigning: true, PrivateKeyFactory.CreateKey(Convert.FromBase64String(PrivateKey)));
        var bytes = Encoding.UTF8.GetBytes(payload);
        signer.BlockUpdate(bytes, 0, bytes.Length);
        return Convert.ToBase64String(signer.GenerateSignature());
    }
}
