/**
 * Modules that distributions' users replace by others of the same name, and symbols that only modules outside of the
 * kernel's tree provide. Names and paths as their makers' packages and documentation have them.
 */

export interface ProviderReplacement {
  /** Who replaces the modules, for people. */
  readonly by: string;
  /** Where it keeps the Module.symvers of the modules that it installs. */
  readonly symvers: string | undefined;
}

const REPLACED: readonly (readonly [RegExp, ProviderReplacement])[] = [
  [
    /^(?:ib_\w+|rdma_\w+|iw_cm|mlx[45]_\w+|mlxfw|mlx_compat|nvme_rdma|rds_rdma|iser|srp)$/,
    {
      by: 'MLNX_OFED, DOCA-OFED or another OFED',
      symvers:
        '/usr/src/ofa_kernel/$(uname -m)/$(uname -r)/Module.symvers (or /usr/src/ofa_kernel/default/Module.symvers)',
    },
  ],
  [
    /^(?:drm\w*|ttm|amdgpu|amdkcl|amdttm|i915|xe|gpu_sched|radeon|nouveau)$/,
    {
      by: 'a package of graphics drivers, such as drm-kmp of openSUSE, amdgpu-dkms or an i915 backport',
      symvers: undefined,
    },
  ],
  [
    /^(?:mac80211|cfg80211|compat|libarc4|iwl\w+|ath\w*|rtw\w*|mt76\w*|brcm\w*)$/,
    { by: 'a wireless backport (backports, or a vendor’s mac80211 and cfg80211)', symvers: undefined },
  ],
  [
    /^(?:videodev|videobuf2?\w*|v4l2\w*|dvb\w*|media|mc|rc_core|tveeprom)$/,
    { by: 'a media backport (media_build, v4l-dvb or a vendor’s DVB drivers)', symvers: undefined },
  ],
  [
    /^(?:auxiliary|intel_auxiliary|irdma|ice|i40e|ixgbe)$/,
    { by: 'Intel’s own Ethernet drivers', symvers: undefined },
  ],
  [/^(?:nvidia\w*)$/, { by: 'NVIDIA’s driver', symvers: undefined }],
  [
    /^(?:spl|zfs|zcommon|znvpair|zavl|zunicode|icp)$/,
    { by: 'OpenZFS', symvers: '/usr/src/zfs-<version>/$(uname -r)/Module.symvers' },
  ],
  [
    /^(?:lpfc|qla2xxx|mpt3sas|megaraid_sas|bnxt_\w+|be2net)$/,
    { by: 'the vendor’s own storage or network driver', symvers: undefined },
  ],
  [/^(?:usbnet|cdc_\w+|snd\w*|soundwire\w*)$/, { by: 'a backport of the subsystem', symvers: undefined }],
];

export function replacementOf(module: string): ProviderReplacement | undefined {
  return REPLACED.find(([pattern]) => pattern.test(module))?.[1];
}

/** Symbols of modules that no kernel has in its tree, by how they are named. */
const OUTSIDE: readonly (readonly [RegExp, string])[] = [
  [/^ib_(?:un)?register_peer_memory_client$/, 'ib_core of MLNX_OFED (peer memory)'],
  [/^nvidia_p2p_|^nvidia_(?:register|unregister)_|^nvUvm|^rm_/, 'nvidia.ko, NVIDIA’s driver'],
  [/^nv_dma_buf|^nvidia_vgpu_/, 'NVIDIA’s vGPU driver'],
  [/^(?:spl_|kmem_\w*spl|taskq_|zfs_|dmu_|spa_|nvlist_|zio_|vn_)/, 'OpenZFS (spl, zfs)'],
  [/^(?:vmci_|vmmon|vmnet)/, 'VMware’s modules'],
  [/^efrm_|^efhw_|^ef_/, 'sfc_resource of Solarflare’s OpenOnload'],
  [/^amdkcl_|^_?kcl_/, 'amdkcl of amdgpu-dkms'],
  [/^mlx_compat|^backport_|^compat_dependency/, 'mlx_compat or compat, a backport'],
  [/^(?:lnet_|LNet|cfs_|libcfs|obd_|ptlrpc_|lustre_)/, 'Lustre (libcfs, lnet)'],
  [/^(?:RTMP|rtw_|rtl8\w+_)/, 'a wireless driver of Realtek or Ralink'],
  [/^(?:VBoxGuest|RTR0|RT[A-Z]|SUPR0|vboxPci)/, 'VirtualBox (vboxdrv, vboxguest)'],
  [/^(?:drbd_|lc_)/, 'DRBD'],
  [/^(?:gdrdrv|gdr_)/, 'gdrdrv of GDRCopy'],
  [/^(?:dattobd|elastio|snapapi)/, 'a backup agent'],
];

export function outsideProvider(symbol: string): string | undefined {
  return OUTSIDE.find(([pattern]) => pattern.test(symbol))?.[1];
}
